//! The rules, one file each. A new rule is a file here and a row in [`TABLE`].

mod agentless_passive;
mod anonymous_attack;
mod anonymous_first_quote;
mod anonymous_opinion;
mod anonymous_pickup;
mod anonymous_quote;
mod bare_source;
mod boilerplate_reason;
mod circular_support;
mod claim_not_in_draft;
mod contradiction_unsaid;
mod declined_and_quoted;
mod document_provenance;
mod draft_claim_not_in_graph;
mod draft_unread;
mod expired_waiver;
mod faceless_collective;
pub(super) mod identity_exposed;
mod language_unread;
mod late_attribution;
mod lede_single_point;
mod missing_position;
mod no_access_basis;
mod no_anonymity_reason;
mod no_reply_sought;
mod outlet_only;
mod plural_from_one;
mod second_hand;
mod self_sourced_outlet;
mod shared_interest;
mod shared_root;
mod single_anonymous;
mod single_source;
mod stale_reading;
mod thin_description;
mod unapproved_anonymity;
mod unattested_identity;
mod unattributed_claim;
mod unattributed_number;
mod unattributed_quote;
mod uncounted_plural;
mod uncredited_pickup;
mod undescribed_stake;
mod unexplained_waiver;
mod unresolved_source;
mod unsourced_lede;
mod unused_waiver;
mod unverified_unsaid;

use super::table::Rule;

/// One row a rule: what was not read, attribution, anonymous sources, corroboration, fairness and documents, what the desk wrote down and the draft no longer says, and the rules about waivers.
pub(super) const TABLE: &[Rule] = &[
    draft_unread::RULE,
    language_unread::RULE,
    unattributed_claim::RULE,
    unattributed_number::RULE,
    unattributed_quote::RULE,
    agentless_passive::RULE,
    faceless_collective::RULE,
    self_sourced_outlet::RULE,
    late_attribution::RULE,
    unsourced_lede::RULE,
    unresolved_source::RULE,
    missing_position::RULE,
    bare_source::RULE,
    thin_description::RULE,
    uncounted_plural::RULE,
    plural_from_one::RULE,
    no_anonymity_reason::RULE,
    boilerplate_reason::RULE,
    no_access_basis::RULE,
    undescribed_stake::RULE,
    anonymous_opinion::RULE,
    anonymous_attack::RULE,
    anonymous_quote::RULE,
    anonymous_first_quote::RULE,
    declined_and_quoted::RULE,
    unapproved_anonymity::RULE,
    unattested_identity::RULE,
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
    no_reply_sought::RULE,
    document_provenance::RULE,
    stale_reading::RULE,
    claim_not_in_draft::RULE,
    draft_claim_not_in_graph::RULE,
    unused_waiver::RULE,
    expired_waiver::RULE,
    unexplained_waiver::RULE,
];
