function main() print("a line") end
