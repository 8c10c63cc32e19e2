package kr.maeul.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path folder;

  @Test
  void theKeyIsForItsOwnerAlone() throws Exception {
    Vault vault = Vault.open(null, folder.resolve("new"));
    Path file = folder.resolve("new/contributions.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("new")).isDirectoryContaining(p -> p.equals(file));
    String sealed = vault.seal("s-1", "비밀");
    assertThat(Vault.open(null, folder.resolve("new")).open("s-1", sealed)).contains("비밀");
  }

  @Test
  void whatIsSealedOpensOnlyForItsOwnerAndUntouched() {
    Vault vault = Vault.open(null, folder);
    String sealed = vault.seal("s-1", "비밀");
    assertThat(sealed).isNotEqualTo(vault.seal("s-1", "비밀"));
    assertThat(vault.open("s-1", sealed)).contains("비밀");
    assertThat(vault.open("s-2", sealed)).isEmpty();
    char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
    assertThat(vault.open("s-1", sealed.substring(0, 20) + last + sealed.substring(21))).isEmpty();
    assertThat(Vault.open(null, folder.resolve("other")).open("s-1", sealed)).isEmpty();
  }

  @Test
  void secretsDoNotRepeat() {
    Vault vault = Vault.open(null, folder);
    assertThat(vault.newSecret()).hasSize(43).isNotEqualTo(vault.newSecret());
    assertThat(vault.secretOf("a")).hasSize(43).isEqualTo(vault.secretOf("a"));
    assertThat(vault.secretOf("a")).isNotEqualTo(vault.secretOf("b"));
  }
}
