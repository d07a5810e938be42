//! The program that the web view starts.

fn main() {
    ui::start();
}
