package kr.maeul.parts;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.TestAbortedException;

/**
 * Skips what needs a part that this machine has not. JUnit registers it for every test by itself,
 * so a tag is all that a test says. What a test that was skipped on its way cannot clean up,
 * because it was never set up, is no failure either.
 */
public final class MissingParts
    implements ExecutionCondition, LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(MissingParts.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    for (Part part : Part.values()) {
      if (context.getTags().contains(part.tag()) && !part.isThere()) {
        if (part.isRequired()) {
          throw new JUnitException(part.missing());
        }
        part.say();
        return ConditionEvaluationResult.disabled(part.missing());
      }
    }
    return ConditionEvaluationResult.enabled("nothing is missing");
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    remember(context, thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    remember(context, thrown);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    forgive(context, thrown);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    forgive(context, thrown);
  }

  private static void remember(ExtensionContext context, Throwable thrown) throws Throwable {
    if (thrown instanceof TestAbortedException) {
      context.getStore(HERE).put("skipped", true);
    }
    throw thrown;
  }

  private static void forgive(ExtensionContext context, Throwable thrown) throws Throwable {
    if (context.getStore(HERE).get("skipped") == null) {
      throw thrown;
    }
  }
}
