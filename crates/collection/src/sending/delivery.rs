//! What becomes of handing one message to a mail server or gateway.

use super::codes;

codes! {
    /// Why a mail server or gateway did not take a message, or why nobody knows whether it did. Never an address.
    CarrierReason ("reason of a mail server or gateway") {
        /// The server does not know the address.
        AddressRefused = "address_refused",
        /// It does not take the sender.
        SenderRefused = "sender_refused",
        /// It does not take the message.
        TextRefused = "text_refused",
        /// The gateway does not take the request.
        RequestRefused = "request_refused",
        /// The message could not be written.
        NotAMessage = "not_a_message",
        /// There is no way out for its channel.
        NoChannel = "no_channel",
        /// Nobody answers.
        NoConnection = "no_connection",
        /// No private connection is offered.
        NoTls = "no_tls",
        /// The practice's own sign-in is not taken.
        NoSignIn = "no_sign_in",
        /// The server is busy.
        Busy = "busy",
        /// The gateway broke while it worked on it.
        GatewayFailed = "gateway_failed",
        /// The connection broke with the message in hand.
        ConnectionBroke = "connection_broke",
        /// No answer came after the message was handed over.
        NoAnswer = "no_answer",
    }
}

/// What became of handing one message to a mail server or gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It took the message. More than that nobody knows.
    Accepted,
    /// It will never take this message: the address is not known there, or the request is refused.
    Refused(CarrierReason),
    /// It did not take the message and may do so later: it did not answer, or is too busy. Certain that nothing went out.
    NotNow(CarrierReason),
    /// The connection broke while it had the message in hand. It may have gone out or not; it is never sent again without a person saying so.
    Unknown(CarrierReason),
}

impl Delivery {
    /// True where the server says that nobody has this address: what is still to go there is stopped.
    pub const fn is_unknown_address(self) -> bool {
        matches!(self, Self::Refused(CarrierReason::AddressRefused))
    }

    /// True where the way itself is closed, whoever the message is for: nobody answers, or nobody is let in.
    pub const fn is_way_closed(self) -> bool {
        matches!(self, Self::NotNow(CarrierReason::NoConnection | CarrierReason::NoTls | CarrierReason::NoSignIn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_that_does_not_know_the_address_speaks_against_the_address() {
        for reason in CarrierReason::ALL {
            assert_eq!(reason.code().parse(), Ok(*reason));
            assert_eq!(Delivery::Refused(*reason).is_unknown_address(), *reason == CarrierReason::AddressRefused);
            assert!(!Delivery::NotNow(*reason).is_unknown_address() && !Delivery::Unknown(*reason).is_unknown_address());
            assert!(!Delivery::Refused(*reason).is_way_closed() && !Delivery::Unknown(*reason).is_way_closed());
        }
        assert!(Delivery::NotNow(CarrierReason::NoConnection).is_way_closed());
        assert!(!Delivery::NotNow(CarrierReason::Busy).is_way_closed(), "a server that is busy with one may take another");
    }
}
