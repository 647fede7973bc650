/**
 * The table of kills: copies that are killed at random moments and at each step of a commit, each finished by a rerun, compared and audited.
 */
package io.entrepot.systemtests.crash;
