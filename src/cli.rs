//! The command line: arguments in, files and words out. The only part that prints.
//!
//! Each command is a file of its own and answers with an [`Exit`]; [`Failed`] is what the program
//! could not do.

mod args;
mod build;
mod check;
mod convert;
mod due;
mod explain;
mod init;
mod new;
mod out;
mod program;
mod progress;
mod project;
mod publish;
mod say;
#[cfg(feature = "serve")]
mod serve;
mod theme;
mod watch;
mod why;

use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Everything was done.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The program could not do its work.
    Program = 2,
}

/// Why the program could not do its work, in words for whoever typed the command.
#[derive(Debug)]
struct Failed {
    message: String,
    help: Option<String>,
}

impl Failed {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Runs the program as it was called.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let result = match args.command {
        Command::Init(init) => init::run(&init),
        Command::New(new) => new::run(&new),
        Command::Build(build) if build.watch => watch::keep_current(&build, None),
        Command::Build(build) => build::run(&build),
        Command::Watch(watch) => watch::run(&watch),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&serve),
        Command::Due(due) => due::run(&due),
        Command::Convert(convert) => convert::run(&convert),
        Command::Explain(explain) => explain::run(&explain),
        Command::Why(why) => why::run(&why),
        Command::Check(check) => check::run(&check),
        Command::Publish(publish) => publish::run(&publish),
        Command::Theme(theme) => theme::run(&theme),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "dateline", &mut std::io::stdout());
            Ok(Exit::Done)
        }
    };
    let exit = result.unwrap_or_else(|failed| {
        say::failed(&failed);
        Exit::Program
    });
    ExitCode::from(exit as u8)
}
