//! Starting a server, waiting until it listens, and stopping it, whatever becomes of the test.

use std::fmt::Display;
use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a server may take until it listens: Prism and WireMock need half a minute on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a server may take to stop before it is killed.
const FAREWELL: Duration = Duration::from_secs(10);

/// Runs the command, and stops it when the other end of standard input closes: that happens even if the
/// test is killed. The exit status goes to a file.
const GUARD: &str = r#"
(trap : TERM; "$@"; echo $? >"$D/exit") </dev/null &
cat >/dev/null
trap '' TERM
kill -TERM 0
wait
"#;

/// A server that runs, and its folder.
pub(crate) struct Running {
    guard: Child,
    folder: TempDir,
    port: Port,
}

/// A server that is going to run.
pub(crate) struct Plan {
    command: Vec<PathBuf>,
    environment: Vec<(&'static str, String)>,
    folder: TempDir,
    port: Port,
}

impl Plan {
    /// A server with a folder and a port of its own, which it finds as `D` and `PORT` in its environment.
    pub(crate) fn new(binary: PathBuf) -> Self {
        let folder = tempfile::Builder::new().prefix("atlas-servers-").tempdir().unwrap();
        // Some servers read their files as another user.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        let port = Port::free();
        let environment = vec![("D", folder.path().display().to_string()), ("PORT", port.number.to_string())];
        Self { command: vec![binary], environment, folder, port }
    }

    pub(crate) fn argument(mut self, argument: impl Into<PathBuf>) -> Self {
        self.command.push(argument.into());
        self
    }

    pub(crate) fn arguments<const N: usize>(self, arguments: [&str; N]) -> Self {
        arguments.into_iter().fold(self, Self::argument)
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Display) -> Self {
        self.environment.push((name, value.to_string()));
        self
    }

    /// Writes a file into the server's folder.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn port(&self) -> u16 {
        self.port.number
    }

    /// Where a file of the server's folder is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether this is root, whom some servers do not run as.
    pub(crate) fn is_root(&self) -> bool {
        fs::metadata(self.folder.path()).unwrap().uid() == 0
    }

    /// Starts the server and waits until it listens.
    pub(crate) fn start(self) -> Running {
        let output = File::create(self.folder.path().join("output.log")).unwrap();
        let guard = Command::new("sh")
            .args(["-c", GUARD, "guard"])
            .args(&self.command)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(output.try_clone().unwrap())
            .stderr(output)
            .process_group(0)
            .spawn()
            .unwrap();
        let running = Running { guard, folder: self.folder, port: self.port };
        running.wait_until_it_listens(&self.command[0]);
        running
    }
}

impl Running {
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port.number)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port.number
    }

    /// What the server has written to a file of its folder so far.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    /// What the server has printed so far.
    pub(crate) fn output(&self) -> String {
        self.read("output.log")
    }

    /// How many requests the server has logged so far, for servers that log at once.
    pub(crate) fn requests(&self) -> usize {
        // A request is logged after it is responded to.
        sleep(Duration::from_millis(300));
        self.read("access.log").lines().count()
    }

    /// Stops the server and reads the file to which it logged the requests: some log only then.
    pub(crate) fn stop(mut self) -> Vec<String> {
        // A request is logged after its response.
        sleep(Duration::from_millis(300));
        self.end();
        self.read("access.log").lines().map(str::to_owned).collect()
    }

    fn wait_until_it_listens(&self, binary: &Path) {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port.number)).is_err() {
            let exit = self.read("exit");
            let problem = if exit.is_empty() { "does not listen" } else { "has stopped" };
            assert!(
                exit.is_empty() && started.elapsed() < PATIENCE,
                "{} {problem}:\n{}\n{}",
                binary.display(),
                self.output(),
                self.read("error.log")
            );
            sleep(Duration::from_millis(50));
        }
    }

    fn end(&mut self) {
        drop(self.guard.stdin.take());
        let started = Instant::now();
        while let Ok(None) = self.guard.try_wait() {
            if started.elapsed() > FAREWELL {
                // The whole group: the server may have started others.
                let group = format!("-{}", self.guard.id());
                let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            }
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// A port for a server.
struct Port {
    number: u16,
    /// The same port of UDP, which nobody uses: while this is open, no other test takes the port, in this
    /// process or another.
    _claim: UdpSocket,
}

impl Port {
    /// A port that nobody listens on, outside of the range that outgoing connections use.
    fn free() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = std::process::id().wrapping_mul(131).wrapping_add(NEXT.fetch_add(17, Ordering::Relaxed));
            let number = u16::try_from(20_000 + number % 12_000).unwrap();
            if let Ok(claim) = UdpSocket::bind((Ipv4Addr::LOCALHOST, number))
                && TcpListener::bind((Ipv4Addr::LOCALHOST, number)).is_ok()
            {
                return Self { number, _claim: claim };
            }
        }
    }
}

/// The program `name`, or `None` after a message: in CI, where all have to be there, it is a failure.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/local/sbin".into(), "/usr/sbin".into()]);
    found(name, folders.map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// A file of a package that npm installed.
pub(crate) fn module(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ATLAS_TEST_SERVERS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-servers"), PathBuf::from);
    found(path, Some(folder.join("node_modules").join(path)).filter(|path| path.exists()))
}

fn found(name: &str, path: Option<PathBuf>) -> Option<PathBuf> {
    if path.is_none() {
        let required = std::env::var_os("ATLAS_REQUIRE_SERVERS").is_some_and(|value| value == "1");
        assert!(!required, "{name} is not installed: run tests/servers/install");
        // Past the capture of the test harness, so that it is seen; in one piece, as tests run side by side.
        let message = format!("skipped: {name} is not installed: run tests/servers/install\n");
        let _ = std::io::stderr().write_all(message.as_bytes());
    }
    path
}

/// A file of the folder `servers`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers").join(name)
}
