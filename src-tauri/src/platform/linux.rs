//! Linux: how WebKitGTK draws, chosen before GTK starts and only where the user has not chosen.

use std::{env, fs, path::Path};

/// Makes WebKit draw with its own CPU painter rather than through OpenGL emulated in software.
const CPU_RENDERING: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";

/// PCI vendors of graphics cards that a virtual machine pretends to have: VMware, virtio, QEMU (standard, QXL and
/// Cirrus), VirtualBox, Hyper-V.
const VIRTUAL_VENDORS: [&str; 7] = [
    "0x15ad", "0x1af4", "0x1234", "0x1b36", "0x1013", "0x80ee", "0x1414",
];

/// Chooses CPU rendering where OpenGL would run in software: redrawing the map is then two to five times faster.
pub(super) fn choose_rendering() {
    if env::var_os(CPU_RENDERING).is_none() && !has_real_gpu(Path::new("/sys/class/drm")) {
        set(CPU_RENDERING, "1");
    }
}

/// Whether `drm`, the kernel's list of graphics devices, has a render node of a card that is no virtual one.
fn has_real_gpu(drm: &Path) -> bool {
    let Ok(devices) = fs::read_dir(drm) else {
        return false;
    };
    devices
        .flatten()
        .filter(|device| device.file_name().to_string_lossy().starts_with("renderD"))
        .any(|device| {
            // A card without a PCI vendor is one built into a board, and real.
            let vendor =
                fs::read_to_string(device.path().join("device/vendor")).unwrap_or_default();
            !VIRTUAL_VENDORS.contains(&vendor.trim())
        })
}

#[expect(
    unsafe_code,
    clippy::disallowed_methods,
    reason = "GTK and WebKit take these settings from the environment only"
)]
fn set(name: &str, value: &str) {
    // SAFETY: `prepare` runs first in `main`, while this process has one thread, so nobody reads the environment
    // at the same time.
    unsafe { env::set_var(name, value) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drm_with(node: &str, vendor: Option<&str>) -> tempfile::TempDir {
        let drm = tempfile::tempdir().unwrap();
        let device = drm.path().join(node).join("device");
        fs::create_dir_all(&device).unwrap();
        if let Some(vendor) = vendor {
            fs::write(device.join("vendor"), format!("{vendor}\n")).unwrap();
        }
        drm
    }

    #[test]
    fn a_card_of_a_known_maker_is_real() {
        assert!(has_real_gpu(drm_with("renderD128", Some("0x8086")).path()));
    }

    #[test]
    fn a_card_without_a_vendor_is_real() {
        assert!(has_real_gpu(drm_with("renderD128", None).path()));
    }

    #[test]
    fn a_virtual_card_is_not_real() {
        assert!(!has_real_gpu(drm_with("renderD128", Some("0x15ad")).path()));
    }

    #[test]
    fn a_display_without_a_render_node_is_not_real() {
        assert!(!has_real_gpu(drm_with("card0", Some("0x8086")).path()));
    }

    #[test]
    fn no_list_of_devices_means_no_card() {
        let nowhere = tempfile::tempdir().unwrap();
        assert!(!has_real_gpu(&nowhere.path().join("absent")));
    }
}
