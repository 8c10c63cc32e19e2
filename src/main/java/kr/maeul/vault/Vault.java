package kr.maeul.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import kr.maeul.config.OwnersFile;

/**
 * Secrets: makes and checks those of private links, and seals what must not be read in a copy of
 * the database, such as how to reach a contributor or who owns a house. All of it hangs on one key
 * of 256 bits, of which each purpose has a key of its own. Safe for use by several threads.
 */
public final class Vault {
  /** As it was called when there were contributions alone. */
  private static final String FILE = "contributions.key";

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;
  private final SecureRandom random = new SecureRandom();

  private Vault(byte[] key) {
    this.key = key.clone();
  }

  /**
   * A vault with the key of the settings or, where there is none, of a file that only the service's
   * user may read and that is made when it is not there.
   *
   * @param setting 32 bytes in Base64, or null
   * @throws UncheckedIOException if the file can be neither read nor made
   */
  public static Vault open(String setting, Path dataDirectory) {
    Optional<Vault> there = find(setting, dataDirectory);
    if (there.isPresent()) {
      return there.get();
    }
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      OwnersFile.createDirectories(dataDirectory);
      new Vault(fresh).save(file(dataDirectory));
      return read(file(dataDirectory)); // which another process may have made meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same, but makes no key where there is none.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Optional<Vault> find(String setting, Path dataDirectory) {
    if (setting != null) {
      return Optional.of(new Vault(Base64.getDecoder().decode(setting)));
    }
    try {
      return Files.exists(file(dataDirectory))
          ? Optional.of(read(file(dataDirectory)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the key is kept unless a setting says it. */
  public static Path file(Path dataDirectory) {
    return dataDirectory.resolve(FILE);
  }

  /**
   * A vault with the key that a file holds.
   *
   * @throws IOException if it cannot be read or holds no key
   */
  public static Vault read(Path file) throws IOException {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == KEY_BYTES) {
        return new Vault(key);
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // reported below
    }
    throw new IOException(file.getFileName() + " is not a key of 32 bytes in Base64");
  }

  /** The key in Base64, to keep a copy of it. */
  public String key() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** By which the key is known again. It does not tell the key. */
  public String check() {
    return fingerprint("check", "");
  }

  /**
   * Writes the key into a file that only the service's user may read; never over one that is there.
   * Written beside and moved into place, so that nobody reads half of a key.
   */
  public void save(Path file) throws IOException {
    Path beside =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    Files.deleteIfExists(beside);
    try (OutputStream out = OwnersFile.create(beside)) {
      out.write(key().getBytes(StandardCharsets.US_ASCII));
    }
    try {
      Files.createLink(file, beside); // never over a key that another process made meanwhile
    } catch (FileAlreadyExistsException another) {
      // theirs is as good
    } catch (UnsupportedOperationException e) {
      Files.move(beside, file);
      return;
    }
    Files.delete(beside);
  }

  /** A secret that nobody can guess: 256 bits, in letters that a URL takes as they are. */
  public String newSecret() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A secret that comes out the same for the same words, and only here. */
  public String secretOf(String words) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac("link", words));
  }

  /** What of a secret is kept. Its 256 bits need no salt. */
  public static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A keyed hash: equal words have equal ones, and without the key none can be tried out. */
  public String fingerprint(String purpose, String words) {
    return HexFormat.of().formatHex(mac(purpose, words));
  }

  /**
   * Seals a text for one owner: in another's row it does not open.
   *
   * @param owner to whom it belongs
   */
  public String seal(String owner, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was sealed, or empty where it was another key, another owner, or was tampered with. */
  public Optional<String> open(String owner, String sealed) {
    try {
      byte[] all = Base64.getDecoder().decode(sealed);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, owner, nonce)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec sealing = new SecretKeySpec(mac("seal", ""), "AES");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] mac(String purpose, String words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
