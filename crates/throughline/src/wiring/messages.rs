//! The port to mail servers and gateways: what `app` hands over, in the words of `wording`, by the clients of `messaging`.

use std::sync::Arc;

use app::message::{Carrier, Letter, Sending};
use care::Channel;
use collection::sending::{CarrierReason, Delivery, Template};
use messaging::{Mail, Mailer, TextGateway, TextMessage};
use vocabulary::Random;
use wording::Text;

use crate::configuration;

/// The ways out that the configuration names.
struct Post {
    mailer: Option<Mailer>,
    gateway: Option<TextGateway>,
    link_address: String,
}

impl Carrier for Post {
    fn carries(&self, channel: Channel) -> bool {
        match channel {
            Channel::Email => self.mailer.is_some(),
            Channel::Text => self.gateway.is_some(),
            Channel::Telephone => false,
        }
    }

    fn deliver(&self, letter: Letter) -> std::pin::Pin<Box<dyn Future<Output = Delivery> + Send + '_>> {
        Box::pin(async move {
            let is_short = letter.channel == Channel::Text;
            let detail = letter.detail.clone().unwrap_or_default();
            let detail = if letter.template == Template::OneTimeCode { detail } else { format!("{}{detail}", self.link_address) };
            let said = Text::for_language(&letter.language).message(letter.template, &detail, is_short);
            match (letter.channel, &self.mailer, &self.gateway) {
                (Channel::Email, Some(mailer), _) => {
                    let mail = Mail {
                        id: letter.id,
                        to: letter.address,
                        subject: said.subject,
                        text: said.text,
                        at: letter.at,
                        unsubscribe: said.stop.map(|stop| format!("{stop}/one-click")),
                    };
                    mailer.deliver(&mail).await
                }
                (Channel::Text, _, Some(gateway)) => {
                    gateway.deliver(&TextMessage { id: letter.id, to: letter.address, text: said.text }).await
                }
                _ => Delivery::Refused(CarrierReason::NoChannel),
            }
        })
    }
}

/// How the practice sends, from its configuration. `random` names this server among several.
pub(crate) fn sending(configuration: &configuration::Sending, random: &dyn Random) -> Sending {
    let mut number = [0_u8; 8];
    random.fill(&mut number);
    let post = Post {
        // Both were made once when the configuration was read: what cannot work was refused there.
        mailer: configuration.mail.clone().and_then(|settings| Mailer::new(settings).ok()),
        gateway: configuration.text.clone().and_then(|settings| TextGateway::new(settings).ok()),
        link_address: configuration.link_address.clone(),
    };
    Sending {
        mode: configuration.mode,
        quiet: configuration.quiet,
        carrier: Arc::new(post),
        server: format!("{:016x}", u64::from_be_bytes(number)),
        inbound_secret: configuration.replies_secret.clone(),
    }
}
