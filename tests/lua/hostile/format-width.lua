--@ status 1
--@ stderr invalid conversion
print(("%99999d"):format(1))
