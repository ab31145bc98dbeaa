module nx-go-cross.invalid/shim

go 1.21
