module github.com/cyp-lang/cyp

go 1.26.0
