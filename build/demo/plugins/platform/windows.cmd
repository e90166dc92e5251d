@echo chosen: windows, arguments: %*
