package kr.maeul.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What random cases begin with: another number in each run, or one that stays where a build must
 * not fail by chance. {@code -Dmaeul.test.seed=N} sets all of a run, {@code
 * -Dmaeul.test.seed.NAME=N} one. A test that fails says the seeds of its class.
 *
 * <p>What only has to be there, such as the pixels of a picture, is made by a {@link Random} of a
 * constant instead: no other number would find anything.
 *
 * @param name names of one class differ
 */
public record Seed(String name, long value) {
  private static final String PROPERTY = "maeul.test.seed";
  private static final List<Seed> USED = new CopyOnWriteArrayList<>();

  /** Another one in each run. */
  public static Seed of(String name) {
    return of(name, System.nanoTime());
  }

  /** The same in each run that asks for no other. */
  public static Seed of(String name, long byDefault) {
    long value = Long.getLong(PROPERTY + "." + name, Long.getLong(PROPERTY, byDefault));
    Seed seed = new Seed(name, value);
    USED.add(seed);
    return seed;
  }

  public Random random() {
    return new Random(value);
  }

  /** As a message gives it: so that it can be set again. */
  @Override
  public String toString() {
    return value + " (-D" + PROPERTY + "." + name + "=" + value + ")";
  }

  /** Says the seeds with a failure; JUnit registers it for every test by itself. */
  public static final class Said implements TestExecutionExceptionHandler, AfterAllCallback {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
        throws Throwable {
      if (!USED.isEmpty()) {
        thrown.addSuppressed(new SeedsSaid(List.copyOf(USED)));
      }
      throw thrown;
    }

    @Override
    public void afterAll(ExtensionContext context) {
      if (context.getParent().equals(java.util.Optional.of(context.getRoot()))) {
        USED.clear(); // not after a nested class, beside which others of the class may come
      }
    }
  }

  /** Stands beneath a failure, and says what it began with. */
  private static final class SeedsSaid extends Exception {
    private static final long serialVersionUID = 1;

    SeedsSaid(List<Seed> seeds) {
      super("seeds of the class: " + new ArrayList<>(seeds), null, false, false);
    }
  }
}
