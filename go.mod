module casemock

go 1.26.8
