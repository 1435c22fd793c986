// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.testing.Await;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.nonha.embedded.HaLeadershipControl;

/**
 * Who leads in a local cluster.
 *
 * <p>A job master or resource manager that loses the leadership drops all it knows, as if its
 * process had died; one that gets it starts from what the high availability services kept.
 */
record Leadership(HaLeadershipControl control) {

    /** Takes the leadership from the job masters and the resource manager, and gives it back. */
    void change(List<JobID> jobs, Runnable whileNobodyLeads) {
        for (JobID job : jobs) {
            done("revoked leadership of job " + job, control.revokeJobMasterLeadership(job));
        }
        done("revoked leadership of resources", control.revokeResourceManagerLeadership());
        try {
            whileNobodyLeads.run();
        } finally {
            done("granted leadership of resources", control.grantResourceManagerLeadership());
            for (JobID job : jobs) {
                done("granted leadership of job " + job, control.grantJobMasterLeadership(job));
            }
        }
    }

    private static void done(String what, Future<Void> work) {
        Await.result(what, LocalCluster.DEADLINE, work);
    }
}
