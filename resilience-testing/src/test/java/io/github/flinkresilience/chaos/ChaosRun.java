// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.KafkaSightings;
import io.github.flinkresilience.testing.ledger.Sighting;
import io.github.flinkresilience.testing.ledger.Verdict;
import io.github.flinkresilience.testing.ledger.Witness;
import io.github.flinkresilience.testing.report.ChaosFault;
import io.github.flinkresilience.testing.report.ChaosLedger;
import io.github.flinkresilience.testing.report.ChaosReport;
import io.github.flinkresilience.testing.report.ChaosTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * One job and the faults that it meets, one after the other. After each fault the job has to go on,
 * the traffic is let run dry, and the ledger of all events since the fault before has to balance.
 */
final class ChaosRun implements AutoCloseable {

    private static final Path RUNS = Path.of(System.getProperty("chaos.runs", "target/chaos-runs"));
    private static final Duration READING = Duration.ofMinutes(1);

    private final ChaosSite site;
    private final ChaosTimeline timeline;
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    private long checkedBelow;

    private ChaosRun(ChaosSite site, ChaosTimeline timeline) {
        this.site = site;
        this.timeline = timeline;
        var unused = sampler.scheduleAtFixedRate(this::sample, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** What is done to the site. */
    interface Fault {

        /** Does it, and heals it; returns how many processes it has killed. */
        int inflict() throws Exception;
    }

    static ChaosRun start(ChaosSetup setup, long seed, String again) throws Exception {
        ChaosTimeline timeline =
                ChaosTimeline.start(setup.name(), EnvironmentInformation.getVersion(), seed);
        timeline.runAgainWith(again);
        return new ChaosRun(ChaosSite.start(setup), timeline);
    }

    ChaosSite site() {
        return site;
    }

    /**
     * Inflicts a fault on the running job, and checks that it recovers and loses nothing.
     *
     * @param number of the fault in the list of faults
     */
    void meet(String number, String description, String target, Fault fault) throws Exception {
        ChaosFault met = timeline.begin(number, description, target);
        try {
            met.killed(fault.inflict());
            met.healed();
            site.awaitProgress();
            met.recovered();
            site.drain();
            JobLedger ledger = ledger(met);
            assertThat(ledger)
                    .isBalanced()
                    .keepsOrderPerKey(EventJob.RECEIPTS)
                    .keepsPayloads(EventJob.EVENTS, EventJob.DEAD_LETTERS);
            checkNumbers();
        } catch (Exception | Error e) {
            met.verdict(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
            throw e;
        } finally {
            timeline.write(RUNS);
            ChaosReport.write(RUNS, RUNS.resolveSibling("chaos-report"));
        }
        site.traffic().resume();
    }

    @Override
    public void close() {
        sampler.shutdownNow();
        site.close();
    }

    /** The events since the last check, from the topics and from the notes taken on the way. */
    private JobLedger ledger(ChaosFault met) throws Exception {
        String kafka = site.brokers().main().bootstrapServers();
        List<Sighting> accepted =
                recent(KafkaSightings.committed(kafka, EventJob.EVENTS, READING, Event::id));
        List<Sighting> receipts =
                recent(KafkaSightings.committed(kafka, EventJob.RECEIPTS, READING, Event::id))
                        .stream()
                        .map(ChaosRun::withKeyOfEvent)
                        .toList();
        DeadLetterQueue letters =
                DeadLetterQueue.read(
                        site.brokers().deadLetters().bootstrapServers(),
                        EventJob.DEAD_LETTERS,
                        READING);
        // A timer has no record, and so its dead letter no payload.
        List<Sighting> deadRecords =
                recent(letters.filter(each -> each.stage() != Stage.TIMER).sightings(Event::id));
        List<Sighting> deadTimers =
                recent(letters.filter(each -> each.stage() == Stage.TIMER).sightings(Event::id));
        JobLedger ledger =
                JobLedger.of(EventJob.EVENTS, accepted)
                        .seen(EventJob.DECODED, noted(EventJob.DECODED))
                        .seen(EventJob.COUNTED, noted(EventJob.COUNTED))
                        .seen(
                                "receipts, uncommitted ones too",
                                recent(
                                        KafkaSightings.uncommitted(
                                                kafka, EventJob.RECEIPTS, READING, Event::id)))
                        .outcome(EventJob.RECEIPTS, receipts)
                        .outcome(EventJob.DEAD_LETTERS, deadRecords)
                        .outcome("dead letters of timers", deadTimers);
        Verdict verdict = ledger.verdict();
        met.counted(
                new ChaosLedger(
                        accepted.size(),
                        receipts.size(),
                        deadRecords.size() + deadTimers.size(),
                        verdict.lost().size(),
                        verdict.repeats()));
        checkedBelow = site.traffic().accepted();
        return ledger;
    }

    /** A receipt's record has the event's id for its key, so that each can be told. */
    private static Sighting withKeyOfEvent(Sighting receipt) {
        return receipt.withKey(Receipt.read(new String(receipt.payload(), UTF_8)).key());
    }

    /** Keyed state lost nothing and counted nothing twice if each key's numbers have no gap. */
    private void checkNumbers() {
        String kafka = site.brokers().main().bootstrapServers();
        assertThat(Receipts.read(kafka, READING).gaps()).isEmpty();
    }

    private List<Sighting> noted(String witness) {
        return recent(Witness.read(witness, site.notes()));
    }

    private List<Sighting> recent(List<Sighting> all) {
        return all.stream().filter(one -> Event.number(one.id()) >= checkedBelow).toList();
    }

    private void sample() {
        timeline.sample(ChaosTimeline.INPUT, site.traffic().accepted());
        timeline.sample(ChaosTimeline.OUTPUT, site.receipts());
        timeline.sample(ChaosTimeline.DEAD_LETTERS, site.deadLetters());
    }
}
