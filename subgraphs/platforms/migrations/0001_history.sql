-- What a platform ever said stays said: the application adds to history and changes nothing in it (a rebuild writes it anew).
REVOKE UPDATE, TRUNCATE ON platforms.company_history, platforms.permit_history, platforms.vehicle_history,
  platforms.policy_history, platforms.mileage_history FROM hub_app;
