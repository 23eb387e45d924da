package fr.justedroit.dossier;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What must be erased before anything else of a run is written (E10). Bound by whoever runs the job to the room that erases
 * and certifies, which is to the right of this one.
 */
public interface Erasures {
    /** Nothing is erased beyond what the newest picture replaces: for tests of ingest alone. */
    Erasures NONE = new Erasures() {
        @Override
        public void resume(Collection<String> cafs) {
            // Nothing was begun.
        }

        @Override
        public void overturned(String month, Map<String, List<String>> controls) {
            // The newest picture takes the place of the one before all the same.
        }

        @Override
        public void moved(String month, Map<String, List<String>> controls) {
            // They stay where nobody reads them any more.
        }
    };

    /** Ends the erasures that an earlier run has left in these CAFs, before their leases are taken. */
    void resume(Collection<String> cafs);

    /**
     * Erases suspicions and retained codes that the newest picture does not hold any more.
     *
     * @param month of the delivery that overturns them
     * @param controls numbers of controls by CAF, whose leases the caller holds; never to be printed
     */
    void overturned(String month, Map<String, List<String>> controls);

    /**
     * Erases suspicions and codes of CAFs whose place another took, which holds now what stands of them.
     *
     * @param month of the delivery
     * @param controls numbers of controls by CAF; never to be printed
     */
    void moved(String month, Map<String, List<String>> controls);
}
