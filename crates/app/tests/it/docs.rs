//! The pages in `docs/` say what the program does: their blocks, tables and commands are taken from them and tried.

mod arguing;
mod pages;
