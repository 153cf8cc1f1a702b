//! One story for both databases. Each chapter takes a fresh database and says in its name what must hold; every chapter runs on SQLite and on
//! PostgreSQL in every test run.

mod administrations;
mod appeals;
mod audit;
mod backup;
mod care_records;
mod check_ins;
mod claims;
#[cfg(feature = "sqlcipher")]
mod encryption;
mod fixtures;
mod imports;
mod judgements;
mod kill;
mod message_kill;
mod messages;
mod migrations;
mod packets;
mod patients;
mod people;
mod records;
mod source;
mod utilization_review;

/// Runs a story whose chapters, unoptimized, need more stack than the thread of a test has.
fn on_a_large_stack(story: impl AsyncFnOnce() + Send + 'static) {
    let tell = || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(story());
    };
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(tell).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// Runs every chapter on SQLite as a test of its own, and all of them on one throw-away PostgreSQL server.
macro_rules! story {
    ($($part:ident { $($chapter:ident,)* })*) => {
        mod on_sqlite {
            $($(
                #[tokio::test]
                async fn $chapter() {
                    super::$part::$chapter(crate::testing::sqlite_target()).await;
                }
            )*)*
        }

        #[test]
        fn on_postgres() {
            on_a_large_stack(async || {
                $($(
                    // Printed only when the test fails, and then the last line names the chapter.
                    println!("{}", stringify!($chapter));
                    // Boxed, because all chapters together are too large for any stack.
                    Box::pin($part::$chapter(crate::testing::postgres_target().await)).await;
                )*)*
            });
        }
    };
}

story! {
    records {
        every_kind_of_record_reads_back_as_it_was_written,
        a_correction_keeps_the_version_before,
        a_void_vanishes_and_stays_in_the_history,
        a_view_as_of_an_instant_shows_what_was_known_then,
        a_stale_version_is_refused,
        of_two_writers_at_once_one_wins,
        a_record_stays_with_its_patient,
        a_record_of_an_unknown_patient_is_refused,
        unique_keys_hold_among_current_records,
        external_keys_recognise_what_comes_again,
        a_zero_byte_is_refused,
        a_damaged_row_is_an_error_that_names_the_column,
        settings_are_versioned,
    }
    care_records {
        every_care_record_reads_back_as_it_was_written,
        a_care_record_is_corrected_voided_and_seen_as_of_an_instant,
        a_care_record_moves_to_the_right_patient,
        a_merged_patient_has_the_care_records_of_both,
        attendance_is_found_between_two_days,
        planned_visits_are_found_by_episode_and_day,
        an_impossible_rating_is_a_damaged_row,
    }
    claims {
        claims_and_payments_read_back_as_they_came,
        claims_are_found_by_what_names_a_patient_and_by_their_days,
        the_same_claims_and_payments_are_kept_once,
        whatever_was_said_of_a_held_claim_stays,
        cents_beyond_thirty_two_bits_come_back_and_add_up,
        money_that_may_have_come_before_waits_for_a_person,
        what_a_person_says_of_a_match_holds_until_it_is_taken_back,
        what_was_done_and_said_about_money_stays_in_its_order,
        a_step_that_depends_on_the_steps_before_is_written_alone,
        whoever_reads_claims_leaves_a_row_that_counts_people,
    }
    patients {
        names_order_alike_on_both_databases,
        pages_cover_everybody_once,
        search_finds_by_name_and_number,
        a_caseload_follows_the_care_team,
        a_merge_shows_two_records_as_one_and_can_be_taken_back,
    }
    administrations {
        an_administration_comes_back_with_all_its_parts,
        a_correction_makes_the_score_stale_and_keeps_it,
        a_void_makes_the_score_stale,
        a_moved_administration_vanishes_from_the_wrong_patient,
        a_newer_engine_supersedes_and_overwrites_nothing,
        the_latest_two_scores_of_every_series_are_found,
        both_ends_of_a_series_are_found_from_a_day_on,
        where_series_stand_is_kept_until_something_is_written,
        scores_can_be_seen_as_of_an_instant,
        sums_may_exceed_thirty_two_bits,
        late_evenings_and_clock_changes_keep_their_local_day,
        many_administrations_go_in_at_once,
    }
    audit {
        a_read_that_touches_a_patient_leaves_a_row,
        what_is_made_of_a_read_is_handed_over_when_its_row_is_stored,
        a_read_that_touches_nobody_leaves_no_row,
        a_failed_write_changes_nothing_and_is_told,
        a_refusal_is_told,
        a_bulk_operation_names_its_batch_and_a_count,
        every_way_to_load_a_patient_is_audited,
        the_audit_is_read_in_pages,
        the_audit_is_found_by_several_things_at_once,
        sealed_rows_verify_and_unsealed_ones_are_counted_apart,
        rows_whose_seals_were_removed_do_not_wait,
        tampering_is_found_where_it_happened,
        a_cut_off_tail_is_found_by_the_head_noted_elsewhere,
        several_sealers_do_not_disturb_each_other,
    }
    imports {
        a_batch_is_kept_whole_or_not_at_all,
        the_same_file_twice_is_a_duplicate,
        rejections_keep_their_rows,
        a_refused_file_is_noted,
    }
    people {
        accounts_and_roles_change_in_place,
        sessions_are_found_by_their_hash_and_end,
        failed_attempts_are_counted_by_account_and_by_origin,
        a_one_time_code_is_taken_once,
        a_grant_lasts_until_its_instant,
        a_document_keeps_its_bytes,
    }
    judgements {
        judgement_records_read_back_as_they_were_written,
        the_same_sign_is_raised_once,
        events_are_added_and_a_stale_actor_is_refused,
        open_alerts_are_found_by_care_team_and_patient,
        a_sign_that_was_only_recorded_is_raised_when_its_rule_is_shown,
        a_sign_recorded_by_an_earlier_version_is_raised_when_its_rule_is_shown,
        alerts_are_seen_as_of_an_instant,
        the_newest_determination_of_each_episode_is_found,
        rules_of_the_practice_are_versioned,
        who_was_written_about_waits_to_be_judged,
        a_change_while_judging_makes_the_patient_wait_again,
        the_scores_of_many_patients_come_packed,
        open_care_is_what_is_open,
        it_is_told_how_care_at_a_level_ended,
        a_scheduled_computation_over_many_is_counted_in_the_audit,
    }
    messages {
        contacts_and_consents_read_back,
        staff_contacts_and_shifts_read_back,
        a_message_is_planned_once,
        a_message_goes_through_its_states,
        an_older_lease_hands_nothing_over,
        an_answer_that_comes_late_still_counts,
        what_stops_a_series_stops_all_of_it,
        the_outbox_is_read_in_pages,
        several_senders_hand_each_message_over_once,
    }
    utilization_review {
        requests_decisions_and_authorizations_read_back,
        reviews_with_answers_and_tasks_read_back,
        coverage_and_the_treatment_plan_read_back,
        what_is_asked_before_an_admission_is_the_stays_once_it_is_there,
        payers_rates_and_deadlines_of_the_practice_are_versioned,
        a_damaged_question_is_an_error_that_names_the_column,
    }
    packets {
        consents_and_what_packets_are_made_of_read_back,
        a_revocation_is_a_version_and_the_hash_of_a_record_follows_its_content,
        a_release_about_several_stands_in_the_accounting_of_each,
    }
    appeals {
        denials_and_what_is_done_about_them_read_back,
        a_decision_has_one_notice_and_one_appeal_a_level_and_a_filing_is_a_version,
        a_denial_is_closed_once_and_open_again_once_that_is_withdrawn,
        notices_read_back_in_order_a_correction_is_a_version_and_who_was_read_to_place_them_is_not_named,
    }
    check_ins {
        answers_are_numbered_until_the_end_and_stay,
        an_expired_check_in_takes_nothing,
        a_round_is_found_by_its_device_and_its_seats_change_once,
        a_form_on_paper_is_found_by_its_code_and_settled_once,
        a_device_in_use_keeps_its_link_and_a_code_leads_to_it_once,
        a_link_is_found_by_its_hash_counts_failures_and_ends,
        a_one_time_code_of_a_link_is_taken_once_and_not_guessed,
        crisis_texts_are_found_by_program_and_language,
    }
    migrations {
        a_populated_older_database_is_brought_up_to_date,
        tables_that_get_a_column_keep_their_rows,
        what_was_moved_before_is_recognised,
        whom_a_release_was_about_before_is_found_in_the_audit,
        a_newer_schema_is_refused,
        a_changed_migration_is_refused,
        opening_twice_changes_nothing,
    }
    backup {
        an_archive_comes_back_as_it_was,
        messages_that_waited_are_held_after_a_restore,
        an_archive_of_an_older_schema_is_brought_up_to_date,
        a_look_at_an_older_database_and_its_backup_leave_the_schema_as_it_is,
        a_used_database_is_not_restored_into,
        a_broken_audit_chain_is_refused_unless_accepted,
        an_audit_with_rows_that_lost_their_seal_is_refused,
        a_backup_is_audited,
    }
}
