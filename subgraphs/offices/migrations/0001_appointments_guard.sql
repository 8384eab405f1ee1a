-- Appointments belong to whoever made them; clerks see those of their own office, the bureau all.
ALTER TABLE offices.appointments ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY appointments_of_the_caller ON offices.appointments
  USING (
    coalesce(current_setting('hub.everything', true), '') = 'yes'
    OR 'BUREAU_CLERK' = ANY (string_to_array(coalesce(current_setting('hub.roles', true), ''), ','))
    OR subject = nullif(current_setting('hub.subject', true), '')
    OR organisation = nullif(current_setting('hub.organisation', true), '')
    OR (
      string_to_array(coalesce(current_setting('hub.roles', true), ''), ',') && ARRAY['STATION_CLERK', 'COUNTY_CLERK']
      AND office_id = nullif(current_setting('hub.organisation', true), '')
    )
  );
