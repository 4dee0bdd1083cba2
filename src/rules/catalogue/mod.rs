//! The rules, one file each. A new rule is a file here and a row in [`TABLE`].

mod agentless_passive;
mod anonymous_pickup;
mod bare_source;
mod circular_support;
mod contradiction_unsaid;
mod declined_and_quoted;
mod expired_waiver;
pub(super) mod identity_exposed;
mod lede_single_point;
mod outlet_only;
mod plural_from_one;
mod second_hand;
mod shared_interest;
mod shared_root;
mod single_anonymous;
mod single_source;
mod unattributed_claim;
mod unattributed_number;
mod unattributed_quote;
mod uncredited_pickup;
mod unexplained_waiver;
mod unused_waiver;
mod unverified_unsaid;

use super::table::Rule;

/// One row a rule: attribution, anonymous sources, corroboration, and the rules about waivers.
pub(super) const TABLE: &[Rule] = &[
    unattributed_claim::RULE,
    unattributed_number::RULE,
    unattributed_quote::RULE,
    agentless_passive::RULE,
    bare_source::RULE,
    plural_from_one::RULE,
    declined_and_quoted::RULE,
    identity_exposed::RULE,
    single_source::RULE,
    single_anonymous::RULE,
    lede_single_point::RULE,
    outlet_only::RULE,
    uncredited_pickup::RULE,
    anonymous_pickup::RULE,
    shared_root::RULE,
    circular_support::RULE,
    shared_interest::RULE,
    second_hand::RULE,
    unverified_unsaid::RULE,
    contradiction_unsaid::RULE,
    unused_waiver::RULE,
    expired_waiver::RULE,
    unexplained_waiver::RULE,
];
