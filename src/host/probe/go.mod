module nx-go-cross.invalid/probe

go 1.21
