package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The access trails that processes have left under the root: one file a run, whose name says which process writes it,
 * so that those of finished and dead ones can be told from those still written.
 */
public final class Trails {
    private static final String FOLDER = "journal/.acces";
    private static final String ENDING = ".jsonl";
    private static final String FINISHED = ".fini";

    private final RootFiles files;
    private final String root;
    private final Configuration hadoop;
    private final String host;

    /**
     * @param root URI of the root
     * @param host name of this machine
     */
    public Trails(String root, Configuration hadoop, String host) {
        this.files = new RootFiles(new Path(root), hadoop);
        this.root = root;
        this.hadoop = hadoop;
        this.host = host.replaceAll("[^A-Za-z0-9.]", "_");
    }

    /** Creates the trail of a run of this process. */
    public ForcedLines create(String run) {
        return ForcedLines.create(root, FOLDER + "/" + name(run), hadoop);
    }

    /** Marks the trail of a run as finished. */
    public void finish(String run) {
        if (files.exists(FOLDER + "/" + name(run))) {
            files.createIfAbsent(FOLDER + "/" + name(run) + FINISHED, new byte[0]);
        }
    }

    /** Names of the trails that nobody writes any more, sorted. */
    public List<String> finished() {
        List<String> names = files.list(FOLDER);
        List<String> finished = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(ENDING) && (names.contains(name + FINISHED) || isDead(name))) {
                finished.add(name);
            }
        }
        return finished;
    }

    /** Lines of a trail; a last line that was cut is left out. */
    public List<String> lines(String name) {
        Optional<String> text = files.readText(FOLDER + "/" + name);
        if (text.isEmpty()) {
            return List.of();
        }
        String whole = text.get().substring(0, text.get().lastIndexOf('\n') + 1);
        return whole.lines().toList();
    }

    /** Removes a trail that has been folded. */
    public void delete(String name) {
        files.delete(FOLDER + "/" + name);
        files.delete(FOLDER + "/" + name + FINISHED);
    }

    private String name(String run) {
        return host + "-" + ProcessHandle.current().pid() + "-" + run + ENDING;
    }

    private boolean isDead(String name) {
        String[] parts = name.split("-", -1);
        if (parts.length < 3 || !parts[0].equals(host)) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }
}
