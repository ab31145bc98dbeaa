module nx-go-cross.invalid/relay

go 1.21
