/** Profiles as they are read from files, and what they are made of: criteria, facts, gates. */
package kr.maeul.houses.finder.profile;
