package fr.justedroit.cli;

import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Foresight;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Root;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Upgrade;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Brings an older root to the layout of this version. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a root that an older version made to the layout that this one works on. Says with --dry-run what it",
            "would change. No row changes; a root of this version's layout is left as it is. Take a backup first."
        })
final class UpgradeCommand extends WritingCommand {
    UpgradeCommand(Host host) {
        super(host);
    }

    @Override
    Root opened() {
        return Root.openToUpgrade(root(), LocalFiles.settings());
    }

    /** The journal says so before anything changes. */
    @Override
    String journalled() {
        return "to layout " + Root.LAYOUT;
    }

    private void foresee(Upgrade upgrade) {
        if (upgrade.layout() < Root.LAYOUT) {
            upgrade.plan()
                    .forEach(table -> note(table.zone().folder(), table.name(), "its log may be cleaned", "is kept"));
            note("", "juste-droit.json", "layout " + upgrade.layout(), "layout " + Root.LAYOUT);
        }
    }

    private void note(String zone, String name, String now, String next) {
        foresight().note(new Foresight.Planned(zone, name, "", Foresight.Effect.WRITE_FILE, "", now, next));
    }

    @Override
    int run() {
        try (Workplace place = open("upgrade", "")) {
            Upgrade upgrade = place.door().upgrade();
            int before = upgrade.layout();
            if (place.isDry()) {
                foresee(upgrade);
                return 0;
            }
            long start = System.nanoTime();
            int tables = upgrade.execute(place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.MODIFICATION));
            String detail = before == Root.LAYOUT
                    ? "layout " + Root.LAYOUT + " already"
                    : "layout " + before + " to " + Root.LAYOUT + ", " + tables + " table(s)";
            place.ended(
                    "upgrade",
                    "layout",
                    List.of(new UnitOutcome(
                            Unit.ofCaf(""),
                            before == Root.LAYOUT ? UnitOutcome.State.DEJA_FAIT : UnitOutcome.State.FAIT,
                            Optional.empty(),
                            0,
                            0,
                            0,
                            (System.nanoTime() - start) / 1_000_000,
                            "",
                            detail)));
            place.progress().accept(detail);
            return 0;
        }
    }
}
