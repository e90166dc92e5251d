function main(file)
  print(#assert(io.open(file, "rb")):read("a"))
end
