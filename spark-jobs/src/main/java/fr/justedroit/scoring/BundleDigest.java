package fr.justedroit.scoring;

import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.variable.FeatureSource;
import java.util.List;

/** One digest of all that a model changes in what scoring writes: its numbers, its columns, its words. */
final class BundleDigest {
    private BundleDigest() {}

    static String of(Bundle bundle) {
        StringBuilder text = new StringBuilder();
        text.append(bundle.id()).append('\n');
        text.append(bundle.cible()).append('\n');
        text.append(bundle.form()).append('\n');
        text.append(CanonicalForm.sha256(bundle.trees())).append('\n');
        text.append(CanonicalForm.sha256(bundle.logistic())).append('\n');
        text.append(bundle.layout().digest()).append('\n');
        List<FeatureSource> sources = bundle.layout().sources();
        for (int v = 0; v < sources.size(); v++) {
            for (int code = 0; code <= sources.get(v).codes(); code++) {
                text.append(bundle.reason(v, code)).append('\n');
            }
        }
        return ExecutionId.sha256(text.toString());
    }
}
