package brokenlib

func F() int { return "text" }
