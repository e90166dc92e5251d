--@ case off at first
warn("unseen")
print("seen")

--@ case on and off
warn("@on")
warn("one")
warn("two ", "parts")
warn("@off")
warn("unseen")
warn("@on")
warn("three")

--@ case control messages that are none
warn("@on")
warn("@unknown")
warn("@", "on")
warn("")
warn("@off", " is not control")
warn("end")

--@ case wrong arguments
print(pcall(warn))
print(pcall(warn, {}))
print(pcall(warn, "a", nil))
warn("@on")
warn(1, 2.5)

--@ case beside stdout
warn("@on")
io.write("a\n")
io.flush()
warn("b")
print("c")

--@ case a long warning
warn("@on")
warn(("x"):rep(10000))
warn("a\nb")
warn("zero\0byte")
