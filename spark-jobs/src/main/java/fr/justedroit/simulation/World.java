package fr.justedroit.simulation;

import java.util.EnumMap;
import java.util.Map;

/** A scenario made ready for one CAF: choices compiled, the CAF's own difference applied, its draws keyed. */
final class World {
    private static final int WAGES = 0;
    private static final int RENTS = 1;

    final Scenario scenario;
    final String caf;
    final Peers peers;
    final DossierNumber numbers;
    final int origin;
    /** First month of the reform: income comes from who pays it. */
    final int reform;
    /** Are there effects that no linear score sees. */
    final boolean crossed;

    final double wages;
    final double rents;
    final Weights activitiesOfTheYoung;
    final Weights activities;
    final Weights dwellings;
    final Weights sanctions;
    private final Map<JobState, Weights> transitions = new EnumMap<>(JobState.class);
    private final Draw draw;

    /** A CAF alone in its country. */
    World(Scenario scenario, long seed, String caf) {
        this(scenario, seed, caf, new Peers(scenario, seed, Map.of(caf, 1)));
    }

    World(Scenario scenario, long seed, String caf, Peers peers) {
        this.scenario = scenario;
        this.caf = caf;
        this.peers = peers;
        this.draw = Draw.of(seed, caf);
        this.numbers = new DossierNumber(seed, caf);
        this.origin = Months.index(scenario.monde().moisOrigine());
        this.crossed = Crossing.isAnyUsed(scenario.verite());
        this.reform = Months.index(scenario.reforme().mois());
        double gap = scenario.monde().ecartEntreCaf();
        this.wages = 1 + gap * (2 * draw.uniform(Draw.ALWAYS, WAGES) - 1);
        this.rents = 1 + gap * (2 * draw.uniform(Draw.ALWAYS, RENTS) - 1);
        this.activitiesOfTheYoung = new Weights(scenario.activite().partInitialeJeune());
        this.activities = new Weights(scenario.activite().partInitiale());
        this.dwellings = new Weights(scenario.logement().parts());
        this.sanctions = new Weights(scenario.controle().sanctions());
        for (JobState state : JobState.values()) {
            Map<String, Double> next = scenario.activite().transitions().get(state.name());
            if (next != null) {
                transitions.put(state, new Weights(next));
            }
        }
    }

    /** The draws of a life; see {@link Tenure} for its rank. */
    Draw drawOf(long rank) {
        return draw.fork(rank);
    }

    /** What may end a spell, and with which probability (the total); absent where nothing does. */
    Weights transitions(JobState state) {
        return transitions.get(state);
    }

    /** Activity of a person with what tells how long it lasts. */
    enum JobState {
        SAL_STABLE,
        SAL_INSTABLE,
        IND,
        CHO,
        ETU,
        RET,
        SAN
    }
}
