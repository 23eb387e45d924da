package fr.justedroit.cli;

import fr.justedroit.dossier.Erasures;
import fr.justedroit.suivi.EraseJob;
import fr.justedroit.suivi.ErasureRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Binds what ingest learns to the one implementation of erasure. */
final class BoundErasures implements Erasures {
    private final EraseJob job;

    BoundErasures(EraseJob job) {
        this.job = job;
    }

    @Override
    public void resume(Collection<String> cafs) {
        job.resume(cafs);
    }

    @Override
    public void overturned(String month, Map<String, List<String>> controls) {
        job.execute(month, ErasureRule.NON_RETENUE, controls);
    }

    @Override
    public void moved(String month, Map<String, List<String>> controls) {
        job.execute(month, ErasureRule.FUSION, controls);
    }
}
