package fr.justedroit.cli;

import java.util.List;

/** Every command, in the order in which an operator meets them. */
final class Commands {
    private Commands() {}

    static List<Subcommand> all(Host host) {
        return List.of(
                new InitCommand(host),
                new CheckCommand(host),
                new DictionaryCommand(host),
                new SimulateCommand(host),
                new IngestCommand(host),
                new FollowUpCommand(host),
                new RefreshAllnatCommand(host),
                new TrainCommand(host),
                new EvaluateCommand(host),
                new AuditCommand(host),
                new PromoteCommand(host),
                new DeployCommand(host),
                new ModelCommand(host),
                new ScoreCommand(host),
                new EraseCommand(host),
                new ReconcileCommand(host),
                new AccesCommand(host),
                new RetentionCommand(host),
                new CycleCommand(host),
                new DemoCommand(host),
                new ProposalsCommand(host),
                new ExplainCommand(host),
                new PlanCommand(host),
                new SqlCommand(host),
                new StatusCommand(host),
                new UpgradeCommand(host),
                new VerifyCommand(host));
    }
}
