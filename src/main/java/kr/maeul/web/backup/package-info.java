/** What an administrator takes away to keep: a backup, and the key to it. */
package kr.maeul.web.backup;
