package fr.justedroit.config;

import fr.justedroit.errors.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keystore of a root: a standard PKCS#12 file outside the root, its password in a file of mode 0600 beside it. One
 * random key of 256 bits a purpose, none derivable from another.
 */
public final class Secrets implements Keys {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Map<Use, KeyedHash> hashes;

    private Secrets(Map<Use, KeyedHash> hashes) {
        this.hashes = hashes;
    }

    @Override
    public KeyedHash of(Use use) {
        return hashes.get(use);
    }

    /** Makes a keystore and its password file, neither of which may exist. */
    public static void create(Path keystore, SecureRandom random) {
        byte[] password = new byte[24];
        random.nextBytes(password);
        char[] text = HexFormat.of().formatHex(password).toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, text);
            for (Use use : Use.values()) {
                byte[] key = new byte[32];
                random.nextBytes(key);
                SecretKey secret = new SecretKeySpec(key, "HmacSHA256");
                store.setEntry(alias(use), new KeyStore.SecretKeyEntry(secret), new KeyStore.PasswordProtection(text));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, text);
            Path folder = keystore.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            writeOwnerOnly(password(keystore), new String(text).getBytes(StandardCharsets.US_ASCII));
            writeOwnerOnly(keystore, bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw missing("It cannot be made: " + e.getClass().getSimpleName() + ".");
        }
    }

    /** Opens a keystore, refusing files that others may read. */
    public static Secrets open(Path keystore) {
        try {
            checkOwnerOnly(keystore);
            checkOwnerOnly(password(keystore));
            char[] text = Files.readString(password(keystore)).trim().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(keystore)), text);
            Map<Use, KeyedHash> hashes = new EnumMap<>(Use.class);
            for (Use use : Use.values()) {
                if (!store.containsAlias(alias(use))) {
                    throw missing("It has no key for " + alias(use) + ".");
                }
                hashes.put(use, new KeyedHash(store.getKey(alias(use), text).getEncoded()));
            }
            return new Secrets(hashes);
        } catch (GeneralSecurityException | IOException e) {
            throw missing("It cannot be opened: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static String alias(Use use) {
        return use.name().toLowerCase(Locale.ROOT);
    }

    private static Path password(Path keystore) {
        return keystore.resolveSibling(keystore.getFileName() + ".password");
    }

    /** Writes a file that may not exist and that only its owner reads. */
    static void writeOwnerOnly(Path file, byte[] content) throws IOException {
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(java.nio.ByteBuffer.wrap(content));
        }
    }

    private static void checkOwnerOnly(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw missing("The file " + file.getFileName() + " does not exist.");
        }
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            throw missing("The file " + file.getFileName() + " must have mode 0600.");
        }
    }

    private static RuntimeException missing(String reason) {
        return ErrorCode.SECRET_MISSING.with("raison", reason);
    }
}
