package fr.justedroit.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

/**
 * The stamp of a root: layout, environment, and whether its data are synthetic. Nothing is read or written under a
 * folder without one.
 *
 * @param uri the root, fully qualified
 * @param id random name of the root, which its secrets bear
 * @param environment what it is for
 */
public record Root(String uri, String id, Environment environment) {
    /** The layout that this version reads and writes; {@link Upgrade} brings older ones to it. */
    public static final int LAYOUT = 2;

    private static final String STAMP = "juste-droit.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a root is for; only {@link #ESSAI} takes synthetic data. */
    public enum Environment {
        ESSAI,
        RECETTE,
        PRODUCTION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Are the data of this root synthetic. */
    public boolean isSynthetic() {
        return environment == Environment.ESSAI;
    }

    /** Fails unless the folder is empty or absent. */
    public static void checkCreatable(String uri, Configuration hadoop) {
        List<String> entries = files(uri, hadoop).list("");
        if (entries.contains(STAMP)) {
            throw ErrorCode.ROOT_ALREADY.with(
                    "racine", uri, "env", open(uri, hadoop).environment().word());
        }
        if (!entries.isEmpty()) {
            throw ErrorCode.ROOT_FOREIGN.with("racine", uri, "nombre", entries.size());
        }
    }

    /** Stamps an empty or absent folder. */
    public static Root create(String uri, String id, Environment environment, Configuration hadoop, Clock clock) {
        checkCreatable(uri, hadoop);
        RootFiles files = files(uri, hadoop);
        ObjectNode stamp = JSON.createObjectNode();
        stamp.put("layout", LAYOUT);
        stamp.put("id", id);
        stamp.put("environnement", environment.word());
        stamp.put("synthetique", environment == Environment.ESSAI);
        stamp.put("cree", clock.instant().toString());
        stamp.put("version", version());
        try {
            if (!files.createIfAbsent(STAMP, (stamp.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8))) {
                throw ErrorCode.ROOT_ALREADY.with("racine", uri, "env", environment.word());
            }
        } catch (DataminingException e) {
            throw e.code() == ErrorCode.STORAGE ? ErrorCode.ROOT_UNWRITABLE.with("racine", uri, "raison", e.why()) : e;
        }
        return open(uri, hadoop);
    }

    /** The version of the program, which a stamp names for those who must read it with that one or a later one. */
    private static String version() {
        String version = Root.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Reads the stamp, or says what is wrong. */
    public static Root open(String uri, Configuration hadoop) {
        return open(uri, hadoop, LAYOUT);
    }

    /** As {@link #open}, of this layout or an older one: for the upgrade alone. */
    public static Root openToUpgrade(String uri, Configuration hadoop) {
        return open(uri, hadoop, 1);
    }

    /** The layout that a root is stamped with. */
    static int layout(RootFiles files) throws IOException {
        return JSON.readTree(files.readText(STAMP).orElse("{}")).path("layout").asInt(-1);
    }

    /** Stamps a root with the layout that it has been brought to. */
    static void stamp(RootFiles files, int layout) throws IOException {
        ObjectNode stamp = (ObjectNode) JSON.readTree(files.readText(STAMP).orElse("{}"));
        stamp.put("layout", layout);
        stamp.put("version", version());
        files.replace(STAMP, (stamp.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Root open(String uri, Configuration hadoop, int oldest) {
        RootFiles files = files(uri, hadoop);
        String text = files.readText(STAMP)
                .orElseThrow(() -> ErrorCode.ROOT_NOT_STAMPED.with("racine", uri, "detail", STAMP + " is absent"));
        try {
            JsonNode stamp = JSON.readTree(text);
            int layout = stamp.path("layout").asInt(-1);
            if (layout > LAYOUT) {
                throw ErrorCode.ROOT_NEWER.with(
                        "racine",
                        uri,
                        "trouve",
                        layout,
                        "attendu",
                        LAYOUT,
                        "version",
                        stamp.path("version").asText("that wrote it"));
            }
            if (layout < oldest) {
                throw ErrorCode.ROOT_OLDER.with("racine", uri, "trouve", layout, "attendu", LAYOUT);
            }
            return new Root(
                    files.root().toString(),
                    stamp.path("id").asText(),
                    Environment.valueOf(stamp.path("environnement").asText().toUpperCase(Locale.ROOT)));
        } catch (IOException | IllegalArgumentException e) {
            throw ErrorCode.ROOT_NOT_STAMPED.with("racine", uri, "detail", STAMP + " cannot be read");
        }
    }

    /** Is a file under the root. */
    public boolean holds(String relative, Configuration hadoop) {
        return files(uri, hadoop).exists(relative);
    }

    /** Fails unless this user can create and delete a file under the root. */
    public void checkWritable(Configuration hadoop) {
        RootFiles files = files(uri, hadoop);
        String probe = ".bail/essai-" + Identity.current().replaceAll("[^A-Za-z0-9]", "_");
        try {
            files.createIfAbsent(probe, new byte[0]);
            files.delete(probe);
        } catch (DataminingException e) {
            throw ErrorCode.ROOT_UNWRITABLE.with("racine", uri, "raison", e.why());
        }
    }

    /** As {@link #checkWritable}, from what the file system says of this user's rights: for a dry run. */
    public void checkRights(Configuration hadoop) {
        try {
            Path path = new Path(uri);
            path.getFileSystem(hadoop).access(path, FsAction.WRITE_EXECUTE);
        } catch (IOException e) {
            throw ErrorCode.ROOT_UNWRITABLE.with(
                    "racine",
                    uri,
                    "raison",
                    "The file system said: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static RootFiles files(String uri, Configuration hadoop) {
        if (uri.startsWith("s3") && hadoop.get("spark.delta.logStore.s3a.impl") == null) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--root",
                    "raison", "S3 has no atomic creation, so two runs could both believe that they committed",
                    "remede", "Use HDFS, ABFS or a local path.");
        }
        try {
            return new RootFiles(new Path(uri), hadoop);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--root",
                    "raison",
                    "It is not a URI that a file system understands.",
                    "remede",
                    "Give a path or a URI such as file:///srv/juste-droit.");
        }
    }
}
