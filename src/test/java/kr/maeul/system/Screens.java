package kr.maeul.system;

import java.util.stream.Stream;
import kr.maeul.parts.Thorough;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Width and height in CSS pixels, and a language: a phone in one language, a desk in the other.
 * Every screen in both, and a tablet, where the run is {@link Thorough}.
 */
final class Screens implements ArgumentsProvider {
  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    Stream<Arguments> screens =
        Stream.of(Arguments.of(360, 740, "ko"), Arguments.of(1280, 900, "en"));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of(360, 740, "en"),
            Arguments.of(768, 1024, "ko"),
            Arguments.of(768, 1024, "en"),
            Arguments.of(1280, 900, "ko"));
    return Thorough.isAsked() ? Stream.concat(screens, others) : screens;
  }
}
