package fr.justedroit.cli;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Bundles;
import fr.justedroit.registre.InForce;
import fr.justedroit.registre.Registry;
import fr.justedroit.registre.TargetingStop;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CalibrationFiles;
import fr.justedroit.scoring.ScoreJob;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.time.YearMonth;
import java.util.Optional;

/** The model that ranks: what the registry says is in force, read and checked. */
final class InForceModel {
    /** Months after which an evaluation is due: the stop rule looks at quarters. */
    private static final int QUARTER = 3;

    private InForceModel() {}

    /** The bundle in force, in the form that was promoted, or STATE_MISSING. */
    static Bundle bundle(Workplace place) {
        InForce inForce = new Registry(place.door())
                .inForce(place.access(Room.REGISTRE, Purpose.EXPLOITATION, AccessKind.CONSULTATION))
                .orElseThrow(() -> ErrorCode.STATE_MISSING.with(
                        "quoi", "No model is in force.",
                        "raison", "None was promoted in this root.",
                        "remede", "Run: juste-droit train, evaluate, then promote."));
        return named(place, inForce.modelId()).with(inForce.form());
    }

    /** A bundle by its id, read and checked. */
    static Bundle named(Workplace place, String id) {
        return new Bundles(place.door(), place.keys())
                .read(place.access(Room.SCORING, Purpose.NOTATION, AccessKind.CONSULTATION), id);
    }

    /** A bundle's regression of retained frauds, which ranks nobody; empty where it has none. */
    static Optional<LinearModel> frauds(Workplace place, String id) {
        return new Bundles(place.door(), place.keys())
                .frauds(place.access(Room.SCORING, Purpose.NOTATION, AccessKind.CONSULTATION), id);
    }

    /**
     * Does its list of a month target, or has the stop rule ended that. A model that nobody has evaluated for a quarter is told
     * of: the rule sees nothing else (decision 0043).
     */
    static ScoreJob.Targeting targeting(Workplace place, Bundle bundle, String month) {
        TargetingStop stop = new TargetingStop(
                place.door(), place.access(Room.REGISTRE, Purpose.EXPLOITATION, AccessKind.CONSULTATION));
        TargetingStop.State state = stop.state(bundle.id(), month);
        Optional<String> last = state.evaluated();
        String due = YearMonth.parse(month).minusMonths(QUARTER).toString();
        if (last.filter(evaluated -> evaluated.compareTo(due) > 0).isEmpty()) {
            place.progress()
                    .accept("stop rule and drift: " + bundle.id() + " was "
                            + last.map(evaluated -> "last evaluated in " + evaluated)
                                    .orElse("never evaluated")
                            + "; run: juste-droit evaluate --mois " + month);
        }
        return state.since().isPresent() ? ScoreJob.Targeting.SUSPENDED : ScoreJob.Targeting.ACTIVE;
    }

    /** The calibration of a bundle in the form that ranks, empty while it was not evaluated. */
    static Optional<Calibration> calibration(Workplace place, Bundle bundle) {
        return new CalibrationFiles(place.door().files(), place.keys())
                .read(
                        place.access(Room.SCORING, Purpose.NOTATION, AccessKind.CONSULTATION),
                        bundle.id(),
                        bundle.form());
    }
}
