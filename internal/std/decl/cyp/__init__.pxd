# cyp: what the compiler brings beyond Cython+.
