//! A real sshd on the loopback, with a key of its own and nothing of the user's.

use crate::between::Between;
use crate::desk::{Answer, Desk};
use crate::need::has;
use crate::room::start;
use assert_cmd::Command as Program;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// An sshd that is ended with its test.
pub(crate) struct Sshd {
    child: Child,
    /// What stands between: the desk knows this one's port only.
    pub(crate) between: Between,
    folder: PathBuf,
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An sshd that listens; nothing if another program was faster to take its port.
fn listening(sshd: &Path, folder: &Path) -> Option<(Child, u16)> {
    let (port, at) = (free_port(), folder.display());
    let settings = format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {at}/host\nPidFile none\nUsePAM no\nStrictModes no\n\
         AuthorizedKeysFile {at}/authorized_keys\nPasswordAuthentication no\nMaxStartups 100\n\
         Subsystem sftp internal-sftp\nPermitRootLogin yes\n"
    );
    fs::write(folder.join("sshd_config"), settings).unwrap();
    let child = Command::new(sshd)
        .args(["-D", "-e", "-f"])
        .arg(folder.join("sshd_config"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(folder.join("log")).unwrap())
        .spawn()
        .unwrap();
    answers(child, port, || fs::read_to_string(folder.join("log")).is_ok_and(|log| log.contains("listening")))
}

/// Waits until a server answers at its port, and says so itself; nothing if it ended.
pub(crate) fn answers(mut child: Child, port: u16, says_so: impl Fn() -> bool) -> Option<(Child, u16)> {
    for _ in 0..800 {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        if says_so() && TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some((child, port));
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("the server at {port} does not answer")
}

impl Sshd {
    /// Starts one in a folder of the desk; nothing where there is no sshd.
    pub(crate) fn start(desk: &Desk) -> Option<Self> {
        let sshd = Path::new("/usr/sbin/sshd");
        if !has(sshd) {
            return None;
        }
        let folder = desk.path("ssh");
        fs::create_dir_all(folder.join("bin")).unwrap();
        for key in ["host", "id"] {
            let made =
                Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.join(key)).status();
            assert!(made.unwrap().success());
        }
        fs::copy(folder.join("id.pub"), folder.join("authorized_keys")).unwrap();
        let at = folder.display();
        fs::write(
            folder.join("config"),
            format!("Host *\n IdentityFile {at}/id\n IdentitiesOnly yes\n UserKnownHostsFile {at}/known_hosts\n BatchMode yes\n"),
        )
        .unwrap();
        // ssh takes its settings from the account's home and from nowhere else.
        let ssh = folder.join("bin/ssh");
        fs::write(&ssh, format!("#!/bin/sh\nexec /usr/bin/ssh -F {at}/config \"$@\"\n")).unwrap();
        fs::set_permissions(&ssh, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        if Path::new("/run").is_dir() {
            // Where sshd parts its rights, if it is run by root.
            let _ = fs::create_dir_all("/run/sshd");
        }
        let (child, port) = (0..9).find_map(|_| listening(sshd, &folder)).expect("sshd did not start");
        let between = Between::new(port);
        let host = fs::read_to_string(folder.join("host.pub")).unwrap();
        fs::write(folder.join("known_hosts"), format!("[127.0.0.1]:{} {host}", between.port)).unwrap();
        Some(Self { child, between, folder })
    }

    /// The program, with this sshd's key and no other.
    pub(crate) fn run(&self, desk: &Desk, args: &[&str]) -> Answer {
        let path = std::env::var("PATH").unwrap();
        let output = Program::cargo_bin("dateline")
            .unwrap()
            .current_dir(desk.path("."))
            .env("PATH", format!("{}:{path}", self.folder.join("bin").display()))
            .args(args)
            .output()
            .unwrap();
        Answer {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// A publication that the test starts and ends.
    pub(crate) fn start_run(&self, desk: &Desk) -> Command {
        let path = std::env::var("PATH").unwrap();
        let mut command = start(desk);
        command.env("PATH", format!("{}:{path}", self.folder.join("bin").display()));
        command
    }

    /// Publishes, and expects that nothing is wrong.
    pub(crate) fn publish(&self, desk: &Desk) -> Answer {
        let answer = self.run(desk, &["publish", "--yes"]);
        assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
        answer
    }

    /// Another desk that publishes to where a desk publishes.
    pub(crate) fn another_desk(&self, desk: &Desk) -> Desk {
        let other = crate::room::room("");
        other.file("book.toml", fs::read_to_string(desk.path("book.toml")).unwrap());
        other
    }

    /// Refuses the key from now on.
    pub(crate) fn forget_the_key(&self) {
        fs::write(self.folder.join("authorized_keys"), "").unwrap();
    }

    /// Shows the client another host's key than the one that it knows.
    pub(crate) fn be_somebody_else(&self) {
        let other = fs::read_to_string(self.folder.join("id.pub")).unwrap();
        fs::write(self.folder.join("known_hosts"), format!("[127.0.0.1]:{} {other}", self.between.port)).unwrap();
    }
}

/// The account that runs the tests.
pub(crate) fn account() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A desk whose destination is a folder of the account at that sshd, by a scheme.
pub(crate) fn room_at(scheme: &str) -> Option<(Desk, Sshd)> {
    let desk = crate::room::room("");
    let sshd = Sshd::start(&desk)?;
    let to = format!("{scheme}://{}@127.0.0.1:{}{}", account(), sshd.between.port, desk.path("site dir").display());
    desk.file("book.toml", format!("{}\n[publish.web]\nverify = false\nto = \"{to}\"\n", crate::desk::BOOK));
    Some((desk, sshd))
}
