--@ status 1
--@ stderr pattern too complex
print(("x"):rep(300000):find(("x?"):rep(300000)))
