//! `throughline serve`: the pages of the practice.

use std::net::SocketAddr;
use std::path::Path;

use clap::Args;

use crate::configuration;
use crate::failure::Failure;
use crate::logging;
use crate::memory;
use crate::serving::{self, Taken};
use crate::wiring::{self, Practice};

/// Serve the pages of the practice
///
/// Listens where the configuration says. Beyond this machine that needs a certificate or a declared proxy. On SIGTERM or SIGINT no new request
/// is taken, open ones are finished, and the program ends with code 0.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline serve
  throughline serve --listen 127.0.0.1:8081
  throughline --config /etc/throughline/throughline.toml serve")]
pub(crate) struct Arguments {
    /// Where to listen, in place of server.listen; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    memory::give_back_soon();
    let mut loaded = configuration::load(named);
    if let Some(listen) = arguments.listen {
        loaded.settings.set("server", "listen", &listen.to_string(), "--listen");
    }
    let configuration = loaded.configuration()?;
    logging::start(&configuration.log);
    wiring::block_on(async {
        let listener = serving::listen(configuration.server.listen, Taken::Fail).await?;
        let practice = Practice::open(&configuration, "serve").await?;
        serving::serve(practice, &configuration, listener).await
    })
}
