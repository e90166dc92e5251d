---@meta lfs

---The functions of [LuaFileSystem](https://lunarmodules.github.io/luafilesystem/) 1.8, for scripts and packages of LuaRocks that
---need it. A file `lfs.lua` of the plugin is found first. Three things are not there: `lock` and `unlock` of parts of files, and hard
---links; they return nil and a message. New scripts have more with `helm.fs`.
---
---```lua
---local lfs = require "lfs"
---
---print(lfs.attributes(".", "mode")) --> directory
---for name in lfs.dir(".") do
---  if name == ".." then print("every folder has a parent") end --> every folder has a parent
---end
---```
---@class lfs
---@field attributes fun(path: string, request?: string|table): any
---@field symlinkattributes fun(path: string, request?: string|table): any
---@field chdir fun(path: string): boolean?
---@field currentdir fun(): string?
---@field dir fun(path: string): function
---@field mkdir fun(path: string): boolean?
---@field rmdir fun(path: string): boolean?
---@field touch fun(path: string, accessed?: number, modified?: number): boolean?
---@field link fun(target: string, path: string, symbolic?: boolean): boolean?
---@field lock_dir fun(path: string, seconds?: number): table?
---@field lock fun(): nil
---@field unlock fun(): nil
---@field _VERSION string The version of LuaFileSystem with these functions.
---@field _COPYRIGHT string Who made them.
---@field setmode fun(file: file*, mode: string): boolean?
local lfs = {}

return lfs
