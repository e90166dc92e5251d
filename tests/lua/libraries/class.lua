function main()
  local class = require("class")
  local Animal = class("Animal")
  function Animal:initialize(name) self.name = name end
  function Animal:speak() return self.name .. " makes a noise" end
  local Dog = class("Dog", Animal)
  function Dog:initialize(name) Animal.initialize(self, name) self.tricks = {} end
  function Dog:learn(trick) self.tricks[#self.tricks + 1] = trick return self end
  Dog.__add = function(a, b) return Dog(a.name .. b.name) end
  Dog.__len = function(self) return #self.tricks end
  Dog.__eq = function(a, b) return a.name == b.name end
  local fido = Dog("Fido"):learn("sit"):learn("roll")
  print(fido:speak(), #fido, tostring(fido), tostring(Dog), fido:isInstanceOf(Animal), Animal("x"):isInstanceOf(Dog))
  function Animal:speak() return self.name .. " was changed" end
  print(fido:speak(), (fido + Dog("Rex")).name, fido == Dog("Fido"), fido ~= Dog("Rex"))
  local Flying = { fly = function(self) return self.name .. " flies" end }
  Dog:include(Flying)
  print(fido:fly(), pcall(function() return Animal("x"):fly() end))
  local Puppy = class("Puppy", Dog)
  print(#Puppy("p"):learn("sleep"), tostring(Puppy("p")), Puppy("a") == Puppy("a"))
end
if arg[-1] then main(...) end
