//! Unpacks the gazetteer, so that the program reads it where it lies and the installer packs it better than gzip does.

use std::{
    env,
    fs::File,
    io::{self, BufReader, BufWriter, Write as _},
    path::Path,
};

use flate2::read::GzDecoder;

const PACKED: &str = "../../assets/gazetteer/gazetteer.sqlite.gz";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={PACKED}");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let mut unpacked = BufWriter::new(File::create(Path::new(&folder).join("gazetteer.sqlite"))?);
    io::copy(
        &mut GzDecoder::new(BufReader::new(File::open(PACKED)?)),
        &mut unpacked,
    )?;
    unpacked.flush()
}
