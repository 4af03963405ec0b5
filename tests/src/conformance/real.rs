//! Every operation once, to a server that nobody here wrote.
