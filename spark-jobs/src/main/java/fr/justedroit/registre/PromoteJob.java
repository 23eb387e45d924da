package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Card;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The command {@code promote --modele ID --visa FILE}: gates, then into force, or a refusal that says which and why. */
public final class PromoteJob {
    /** Acts of the registry. */
    static final String PROMOTION = "promotion";

    static final String RETOUR = "retour";

    private final Door door;
    private final Settings settings;
    private final Dictionary dictionary;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Bundles bundles;
    private final Registry registry;

    /** @param dictionary whose arguments for variables that tell a group count */
    public PromoteJob(
            Door door, Settings settings, Dictionary dictionary, Keys keys, Clock clock, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.dictionary = dictionary;
        this.clock = clock;
        this.progress = progress;
        this.bundles = new Bundles(door, keys);
        this.registry = new Registry(door);
    }

    /**
     * What a promotion did.
     *
     * @param modelId the model now in force
     * @param form which of its models ranks
     * @param verdicts one line a bound; empty when the model was in force already on this visa
     * @param outcomes one, of the model's month
     */
    public record Result(String modelId, Form form, List<String> verdicts, List<UnitOutcome> outcomes) {
        public Result {
            verdicts = List.copyOf(verdicts);
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Puts a model into force.
     *
     * @param modelId its identifier
     * @param visaText the visa, as YAML
     * @param form which of its models is to rank; empty leaves it to the visa, then to what the training proposed
     * @throws DataminingException GATE_REFUSED when a bound is exceeded, when the visa does not name one on which the
     *     gate cannot conclude, or when it is late, used, or bound to other bytes; CONFIGURATION when it cannot be read;
     *     STATE_MISSING when there is no such model or it was not evaluated
     */
    public Result execute(String modelId, String visaText, Optional<Form> form) {
        return execute(PROMOTION, modelId, visaText, form);
    }

    /**
     * Puts back into force a model that was, in the form that ranked then: the same gates and a visa of its own, but for
     * the loss against the model in force, which is what is being left.
     */
    Result rollback(String modelId, String visaText) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "model rollback " + modelId);
        Optional<Form> before = registry.history(access).stream()
                .filter(entry -> entry.modelId().equals(modelId))
                .map(Registry.Entry::form)
                .reduce((older, newer) -> newer);
        if (before.isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "Model " + modelId + " was never in force.",
                    "raison",
                    "A return is to a model that was.",
                    "remede",
                    "Run 'juste-droit promote --modele " + modelId + " --visa FILE'.");
        }
        return execute(RETOUR, modelId, visaText, before);
    }

    private Result execute(String act, String modelId, String visaText, Optional<Form> form) {
        long start = System.nanoTime();
        Access access = Access.consultation(
                Room.REGISTRE, Purpose.EXPLOITATION, (act.equals(RETOUR) ? "model rollback " : "promote ") + modelId);
        Visa visa = Visa.parse(visaText);
        Lease lease = door.lease(Zone.MODELE, "");
        try {
            Bundle bundle = bundles.read(access, modelId);
            Form ranking = ranking(bundle, visa, form);
            Optional<InForce> inForce = registry.inForce(access);
            checkBound(access, visa, bundle);
            List<Registry.Entry> history = registry.history(access);
            if (isDone(history, visa, modelId)) {
                progress.accept("promote: " + modelId + " is in force already, on this visa");
                return result(bundle, ranking, List.of(), UnitOutcome.State.DEJA_FAIT, "", start);
            }
            checkUsable(visa, history);
            checkNew(act, modelId, inForce);
            List<PromotionGate.Check> checks =
                    checks(access, bundle, ranking, inForce.filter(now -> act.equals(PROMOTION)));
            checks.forEach(check -> progress.accept("promote: " + line(check)));
            checkAdmitted(modelId, checks, visa);
            long version = registry.append(
                    access.of(AccessKind.CREATION),
                    new Registry.Entry(
                            after(history),
                            modelId,
                            act,
                            bundle.cible(),
                            ranking,
                            visa.words(),
                            visa.digest(),
                            access.identity(),
                            inForce.map(InForce::modelId).orElse("")));
            List<String> verdicts = checks.stream().map(PromoteJob::line).toList();
            return result(bundle, ranking, verdicts, UnitOutcome.State.FAIT, Registry.TABLE + "@" + version, start);
        } finally {
            door.release(lease);
        }
    }

    /** Now, and after the last act whatever the clock says: the order of acts is what is in force. */
    private Instant after(List<Registry.Entry> history) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (history.isEmpty()) {
            return now;
        }
        Instant last = history.get(history.size() - 1).instant();
        return now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    }

    private static Form ranking(Bundle bundle, Visa visa, Optional<Form> asked) {
        Form ranking = asked.or(visa::form).orElse(bundle.form());
        boolean contradicted = visa.form().isPresent() && visa.form().get() != ranking;
        if (contradicted || (visa.form().isEmpty() && ranking != bundle.form())) {
            throw refused(
                    "The visa",
                    bundle.id(),
                    "It does not authorise that '" + ranking.word() + "' ranks; the training proposes '"
                            + bundle.form().word() + "'.",
                    "Have 'forme: " + ranking.word() + "' written in the visa, or leave the form to it.");
        }
        return ranking;
    }

    private void checkBound(Access access, Visa visa, Bundle bundle) {
        if (!visa.modelId().equals(bundle.id()) || !visa.sums().equals(bundles.checksum(access, bundle.id()))) {
            throw refused(
                    "The visa",
                    bundle.id(),
                    "It is bound to another model or to other bytes than those of this bundle.",
                    "Have a visa given for this bundle: 'juste-droit model show' prints its sums.");
        }
    }

    /** The last act is this very promotion: a run that was killed after it, or the same command again. */
    private static boolean isDone(List<Registry.Entry> history, Visa visa, String modelId) {
        if (history.isEmpty()) {
            return false;
        }
        Registry.Entry last = history.get(history.size() - 1);
        return last.visaDigest().equals(visa.digest()) && last.modelId().equals(modelId);
    }

    private void checkUsable(Visa visa, List<Registry.Entry> history) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.isAfter(visa.until())) {
            throw refused("The visa", visa.modelId(), "It ended on " + visa.until() + ".", "Have a new one given.");
        }
        if (history.stream().anyMatch(entry -> entry.visaDigest().equals(visa.digest()))) {
            throw refused(
                    "The visa", visa.modelId(), "It was used already; a visa serves once.", "Have a new one given.");
        }
    }

    private static void checkNew(String act, String modelId, Optional<InForce> inForce) {
        if (act.equals(RETOUR)
                && inForce.filter(now -> now.modelId().equals(modelId)).isPresent()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "Model " + modelId + " is in force.",
                    "raison",
                    "There is nothing to go back from.",
                    "remede",
                    "Name the model that was in force before: 'juste-droit model diff ID ID' compares two.");
        }
    }

    private List<PromotionGate.Check> checks(Access access, Bundle bundle, Form form, Optional<InForce> inForce) {
        Measures measures = Measures.of(door, access, bundle.id());
        if (measures.byName().isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "Model " + bundle.id() + " was not evaluated.",
                    "raison",
                    "allnat/mesure holds no figure of it, and a model is not put into force unseen.",
                    "remede",
                    "Run 'juste-droit evaluate --modele " + bundle.id() + "'.");
        }
        Optional<PromotionGate.Reference> reference = inForce.map(now -> new PromotionGate.Reference(
                now, Measures.of(door, access, now.modelId()), now.modelId().equals(bundle.id())));
        Card card = bundles.card(access, bundle.id());
        Set<String> read = bundle.variables().stream()
                .map(variable -> variable.source().name())
                .collect(Collectors.toSet());
        return new PromotionGate(
                        settings.thresholds().promotion(),
                        settings.thresholds().fairness(),
                        settings.thresholds().drift())
                .judge(
                        form,
                        measures,
                        reference,
                        AnonymityReport.of(door, access, card, new ArguedProxies(read, dictionary)),
                        card.rivals().warning());
    }

    private static void checkAdmitted(String modelId, List<PromotionGate.Check> checks, Visa visa) {
        String exceeded = lines(checks.stream()
                .filter(check -> check.verdict() == Verdict.DEPASSE)
                .toList());
        if (!exceeded.isEmpty()) {
            throw refused(
                    "The promotion gate",
                    modelId,
                    "Exceeded: " + exceeded + ".",
                    "No visa can admit this: train again, or change the bound by a reviewed decision.");
        }
        List<PromotionGate.Check> open = checks.stream()
                .filter(check -> check.verdict() == Verdict.NE_PEUT_PAS_CONCLURE)
                .filter(check -> !visa.admitted().contains(check.bound()))
                .toList();
        if (!open.isEmpty()) {
            throw refused(
                    "The promotion gate",
                    modelId,
                    "It cannot conclude: " + lines(open) + ".",
                    "Wait for more decided cases, or have a visa that admits: "
                            + open.stream().map(PromotionGate.Check::bound).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static String lines(List<PromotionGate.Check> checks) {
        return checks.stream().map(PromoteJob::line).collect(Collectors.joining("; "));
    }

    private static String line(PromotionGate.Check check) {
        return check.bound() + " : " + check.verdict().label() + " (" + check.text() + ")";
    }

    private static DataminingException refused(String gate, String modelId, String reason, String remedy) {
        return ErrorCode.GATE_REFUSED.with(
                "porte", gate, "quoi", "model " + modelId, "raison", reason, "remede", remedy);
    }

    private static Result result(
            Bundle bundle, Form form, List<String> verdicts, UnitOutcome.State state, String versions, long start) {
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(bundle.asOf()),
                state,
                Optional.empty(),
                0,
                state == UnitOutcome.State.FAIT ? 1 : 0,
                0,
                (System.nanoTime() - start) / 1_000_000,
                versions,
                "modele=" + bundle.id() + " forme=" + form.word());
        return new Result(bundle.id(), form, verdicts, List.of(outcome));
    }
}
