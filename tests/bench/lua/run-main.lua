-- Calls the main function of a script as luff does, for the reference interpreter: lua5.4 run-main.lua SCRIPT [ARGS].
dofile(arg[1])
main(table.unpack(arg, 2))
