package fr.justedroit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs fits, some of them at once, and gives what they gave in their order. */
final class Fits {
    private Fits() {}

    static <T> List<T> together(List<Callable<T>> fits, int atOnce) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(fits.size(), atOnce)));
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> fit : threads.invokeAll(fits)) {
                done.add(fit.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(
                    "a fit failed: " + e.getCause().getClass().getName(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
