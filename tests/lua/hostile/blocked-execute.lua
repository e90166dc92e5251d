--@ time 1000
--@ status 124
--@ stderr time limit reached
print(os.execute("sleep 8"))
