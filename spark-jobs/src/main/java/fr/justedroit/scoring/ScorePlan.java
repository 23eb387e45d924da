package fr.justedroit.scoring;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Keys;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run of {@code score} has to do, from logs and settings alone.
 *
 * @param units what each CAF that can be scored computes
 * @param done units whose proposals are in force and are left as they are
 * @param again units that are in force and are written again
 * @param dossiers dossiers of the month, by CAF
 * @param refused why the others cannot be scored
 */
record ScorePlan(
        Map<Unit, ExecutionId> units,
        Map<Unit, ExecutionId> done,
        Set<Unit> again,
        Map<String, Long> dossiers,
        Map<String, DataminingException> refused) {

    /** Raised, with a decision record, when the results of the command change on purpose. */
    static final int RESULT_VERSION = 3;

    /** Units still to be written. */
    Map<Unit, ExecutionId> pending() {
        Map<Unit, ExecutionId> pending = new TreeMap<>(units);
        pending.keySet().removeAll(done.keySet());
        return pending;
    }

    /** Reads what is in force and decides. */
    static ScorePlan of(Door door, String month, List<String> cafs, Inputs inputs) {
        Map<Unit, ExecutionId> codes = door.inForce(Zone.LOCAL, "dossier_mois", cafs);
        Map<Unit, Long> rows = door.rowsInForce(Zone.LOCAL, "dossier_mois", cafs);
        Map<Unit, ExecutionId> cases = door.inForce(Zone.LOCAL, "cas", cafs);
        Map<Unit, ExecutionId> draws = door.inForce(Zone.LOCAL, "tirage", new Lineage(inputs.cafs()).bases(cafs));
        Map<Unit, ExecutionId> lists = door.inForce(Zone.RESULTAT, "proposition", cafs);
        ScorePlan plan =
                new ScorePlan(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
        for (String caf : cafs) {
            Unit unit = Unit.of(caf, month);
            if (!codes.containsKey(unit)) {
                plan.refused.put(caf, notIngested(unit));
                continue;
            }
            ExecutionId id = inputs.id(unit, codes, cases, draws);
            Optional<ExecutionId> given = Optional.ofNullable(lists.get(unit));
            if (given.isPresent() && !given.get().equals(id) && inputs.delivered == ScoreJob.Delivered.KEPT) {
                plan.refused.put(caf, listGiven(unit));
                continue;
            }
            plan.units.put(unit, id);
            plan.dossiers.put(caf, rows.get(unit));
            if (given.equals(Optional.of(id))) {
                if (inputs.forced.contains(caf)) {
                    plan.again.add(unit);
                } else {
                    plan.done.put(unit, id);
                }
            }
        }
        return plan;
    }

    private static DataminingException notIngested(Unit unit) {
        return ErrorCode.STATE_MISSING.with(
                "quoi",
                "CAF " + unit.caf() + " cannot be scored for " + unit.month() + ".",
                "raison",
                "local/" + unit.caf() + "/dossier_mois does not hold the month: it was not ingested, or was purged.",
                "remede",
                "Run: juste-droit ingest --mois " + unit.month() + " --caf " + unit.caf());
    }

    private static DataminingException listGiven(Unit unit) {
        return ErrorCode.STATE_MISSING.with(
                "quoi",
                "CAF " + unit.caf() + " has its list of " + unit.month() + " already, from other inputs.",
                "raison",
                "Agents may be working from it: a list that was received is not replaced in silence.",
                "remede",
                "Keep it, or run again with --replace --reason TEXT; the reason goes to the journal.");
    }

    /** What the result depends on beside the tables. */
    record Inputs(
            Cafs cafs,
            Bundle bundle,
            String bundleDigest,
            String keys,
            String calibration,
            ScoreJob.Targeting targeting,
            ScoreJob.Delivered delivered,
            Set<String> forced) {

        static Inputs of(
                Cafs cafs,
                Bundle bundle,
                Keys keys,
                Optional<Calibration> calibration,
                ScoreJob.Targeting targeting,
                ScoreJob.Delivered delivered,
                Set<String> forced) {
            String marks = keys.of(Keys.Use.TIRAGE).hash64("empreinte")
                    + " "
                    + keys.of(Keys.Use.EX_AEQUO).hash64("empreinte");
            return new Inputs(
                    cafs,
                    bundle,
                    BundleDigest.of(bundle),
                    ExecutionId.sha256(marks),
                    calibration.map(Calibration::toText).orElse(""),
                    targeting,
                    delivered,
                    forced);
        }

        private ExecutionId id(
                Unit unit, Map<Unit, ExecutionId> codes, Map<Unit, ExecutionId> cases, Map<Unit, ExecutionId> draws) {
            Caf caf = cafs.caf(unit.caf(), unit.month());
            StringBuilder drawn = new StringBuilder();
            Set<String> ancestors = cafs.ancestors(unit.caf());
            draws.forEach((other, id) -> {
                boolean isOwn = other.caf().equals(unit.caf()) || ancestors.contains(other.caf());
                if (isOwn && other.month().compareTo(unit.month()) < 0) {
                    drawn.append(other.month()).append(' ').append(id).append('\n');
                }
            });
            ExecutionId ofCases = cases.get(Unit.ofCaf(unit.caf()));
            return ExecutionId.of("score", unit.month())
                    .with("caf", unit.caf())
                    .with("dossier_mois", codes.get(unit).value())
                    .with("cas", ofCases == null ? "" : ofCases.value())
                    .with("tirage", drawn.toString())
                    .with("modele", bundleDigest)
                    .with("calibration", calibration)
                    .with("reglages", settings(caf))
                    .with("cles", keys)
                    .with("version", RESULT_VERSION + (targeting == ScoreJob.Targeting.ACTIVE ? "" : " suspendu"))
                    .build();
        }

        /** The settings of a CAF that its list depends on, and no others. */
        private static String settings(Caf caf) {
            return caf.randomShare()
                    + " " + caf.monthsBetweenControls()
                    + " " + caf.monthsBetweenDraws()
                    + " " + caf.hoursPer10000()
                    + " " + caf.hoursPerControl()
                    + (caf.isChoiceVisible() ? " choix visible" : "");
        }
    }
}
